/** What people of the made-up shops are called. The first of each list are the common ones. */
export const givenNames =
  words(`Maria José Ana João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel
  Rafael Francisca Daniel Marcelo Bruno Eduardo Felipe Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra
  Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Rita
  Luana Sônia Renata Eliane Conceição Inês Otávio Íris Cauã Thaís Zuleica Waldemar Ubirajara Yasmin`);

export const surnames =
  words(`Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro
  Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques
  Machado Mendes Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Magalhães Guimarães Conceição Assunção Brandão
  Falcão Quintão Xavier Zanetti`);

/** Each stands in one of some fifty thousand messages. */
export const rareWords = words(
  `berimbau jabuticabeira paralelepípedo xilogravura cuíca muiraquitã escafandro zarabatana otorrino ziguezague`,
);

const openings = `Bom dia,|Boa tarde,|Oi,|Olá, tudo bem?|Por favor,|Então,|Desculpe a demora,|Só mais uma coisa:|Ah,|Certo,|`;
const middles = `gostaria de saber se vocês ainda têm|queria trocar|não recebi até agora|já fiz o pagamento de|preciso da nota fiscal de|
  quanto custa|qual é o prazo de entrega para|pode reservar|está com defeito|vou buscar amanhã|cancelei ontem|adorei|quero devolver|
  não consigo encontrar no site|vocês aceitam cartão para|tem garantia para|a transportadora perdeu|chegou quebrado|conseguem mandar uma foto de|esqueci de pedir`;
const things = `o tênis azul tamanho 38|a geladeira de duas portas|as três caixas de café|o carregador do celular|a jaqueta de couro|
  o jogo de panelas|a ração de cachorro de 15 quilos|o armário da cozinha|o presente da minha mãe|a assinatura anual|os pães de queijo|
  o conserto da máquina de lavar|a bicicleta infantil|o plano família|aquele sofá cinza|a cesta de Natal|os óculos de sol|o kit de manicure|a furadeira|o colchão de casal`;
const endings = `Obrigada!|Obrigado!|Fico no aguardo.|É urgente, viajo na sexta-feira.|Meu endereço continua o mesmo, rua das Acácias.|
  Pode ser no boleto?|Qualquer coisa me liga.|Não tenho pressa.|👍|Até amanhã então.|`;

/** What they write: some 40,000 sentences of everyday shop talk. */
export const sentences: string[] = parts(openings).flatMap((opening) =>
  parts(middles).flatMap((middle) =>
    parts(things).flatMap((thing) =>
      parts(endings).map((ending) => [opening, middle, `${thing}.`, ending].filter(Boolean).join(' ')),
    ),
  ),
);

function words(text: string): string[] {
  return text.split(/\s+/);
}

function parts(text: string): string[] {
  return text.split('|').map((part) => part.trim());
}
